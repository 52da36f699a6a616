"""What reading does to print: confusions, alignment costs, the profile of a document's errors."""
