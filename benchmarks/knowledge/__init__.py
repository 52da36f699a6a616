"""How well what cablefix knows fits texts that taught it nothing."""
