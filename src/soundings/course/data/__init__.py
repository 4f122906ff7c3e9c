"""The data files: made, verified, fetched; what is in them is none of its business."""
