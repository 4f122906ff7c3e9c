"""Radio sentences (NMEA) in, tables of positions and ships out."""

from soundings.ais.decoding.copies import drop_copies
from soundings.ais.decoding.stream import Decoded, decode, decode_stream

__all__ = ["Decoded", "decode", "decode_stream", "drop_copies"]
