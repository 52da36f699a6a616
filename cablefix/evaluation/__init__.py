"""Measures of correction: CER, WER, harm, gaps, calibration."""
