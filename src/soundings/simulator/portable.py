"""
Elementary functions with the same last bit on every machine.

The standard library and numpy take sine, logarithm and the like from the machine: the
C library on one, vector instructions on another, and their results differ in the last
bit. A file that must come out the same everywhere cannot use them. Addition,
multiplication, division and the square root are exact by IEEE 754, so these functions
are made of nothing else: reduce the argument, then a polynomial. They are off by a few
units in the 16th digit.

Source: the argument reductions and polynomials of W. J. Cody and W. Waite, *Software
Manual for the Elementary Functions* (1980), in the spirit of fdlibm.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

PI = 3.141592653589793
_HALF_PI_HIGH = 1.5707963267341256  # the first 33 bits of pi / 2
_HALF_PI_LOW = 6.077100506506192e-11  # what is left of it
_LN2_HIGH = 0.6931471803691238
_LN2_LOW = 1.9082149292705877e-10
_SQRT_HALF = 0.7071067811865476

_SIN = (
    -1.66666666666666324348e-01,
    8.33333333332248946124e-03,
    -1.98412698298579493134e-04,
    2.75573137070700676789e-06,
    -2.50507602534068634195e-08,
    1.58969099521155010221e-10,
)
_COS = (
    4.16666666666666019037e-02,
    -1.38888888888741095749e-03,
    2.48015872894767294178e-05,
    -2.75573143513906633035e-07,
    2.08757232129817482790e-09,
    -1.13596475577881948265e-11,
)
_COS_SERIES = (
    *(1.0, -0.5, 1 / 24, -1 / 720, 1 / 40_320, -1 / 3_628_800, 1 / 479_001_600),
    -1 / 87_178_291_200,
)
_ATAN = (
    3.33333333333329318027e-01,
    -1.99999999998764832476e-01,
    1.42857142725034663711e-01,
    -1.11111104054623557880e-01,
    9.09088713343650656196e-02,
    -7.69187620504482999495e-02,
    6.66107313738753120669e-02,
    -5.83357013379057348645e-02,
    4.97687799461593236017e-02,
    -3.65315727442169155270e-02,
    1.62858201153657823623e-02,
)
_LOG = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


def _polynomial(x: Floats, coefficients: tuple[float, ...]) -> Floats:
    """Return c0 + c1·x + c2·x² …, from the last coefficient inwards."""
    total = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total *= x
        total += coefficient
    return total


def sin_cos(radians: npt.ArrayLike) -> tuple[Floats, Floats]:
    """
    Return sine and cosine; good for arguments up to a million.

    Examples
    --------
    >>> sine, cosine = sin_cos([0.0, PI / 2])
    >>> sine.tolist(), cosine.round(15).tolist()
    ([0.0, 1.0], [1.0, 0.0])
    """
    x = np.asarray(radians, dtype=float)
    turns = np.rint(x * (2 / PI))
    rest = (x - turns * _HALF_PI_HIGH) - turns * _HALF_PI_LOW
    quarter = turns.astype(np.int64) & 3
    square = rest * rest
    sine = rest + rest * square * _polynomial(square, _SIN)
    cosine = 1.0 - (0.5 * square - square * square * _polynomial(square, _COS))
    is_odd = (quarter & 1).astype(bool)
    first, second = np.where(is_odd, cosine, sine), np.where(is_odd, sine, cosine)
    return (
        np.where(quarter >= 2, -first, first),
        np.where((quarter == 1) | (quarter == 2), -second, second),
    )


def sin(radians: npt.ArrayLike) -> Floats:
    """Return the sine."""
    return sin_cos(radians)[0]


def cos(radians: npt.ArrayLike) -> Floats:
    """Return the cosine."""
    return sin_cos(radians)[1]


def cos_latitude(degrees: npt.ArrayLike) -> Floats:
    """
    Return the cosine of latitudes, quickly: off by less than 1e-8.

    Examples
    --------
    >>> cos_latitude([0.0, 60.0]).round(7).tolist()
    [1.0, 0.5]
    """
    square = np.square(np.asarray(degrees, dtype=float) * (PI / 180))
    return _polynomial(square, _COS_SERIES)


def atan2(y: npt.ArrayLike, x: npt.ArrayLike) -> Floats:
    """
    Return the angle of the point (x, y), from -pi to pi; 0 for the origin.

    Examples
    --------
    >>> round(float(atan2(1.0, -1.0)) / PI, 12)
    0.75
    """
    y, x = np.broadcast_arrays(np.asarray(y, float), np.asarray(x, float))
    small, large = np.minimum(abs(x), abs(y)), np.maximum(abs(x), abs(y))
    ratio = np.divide(small, large, out=np.zeros_like(large), where=large > 0)
    # Turn ratios above tan(pi / 8) back by an eighth of a circle.
    is_steep = ratio > 0.4142135623730951
    ratio = np.where(is_steep, (ratio - 1) / (ratio + 1), ratio)
    square = ratio * ratio
    angle = ratio - ratio * square * _polynomial(square, _ATAN)
    angle = np.where(is_steep, angle + PI / 4, angle)
    angle = np.where(abs(y) > abs(x), PI / 2 - angle, angle)
    angle = np.where(x < 0, PI - angle, angle)
    return np.asarray(np.where(y < 0, -angle, angle))


def log(values: npt.ArrayLike) -> Floats:
    """
    Return the natural logarithm of positive numbers.

    Raises
    ------
    ValueError
        If a value is zero, negative or not a number.

    Examples
    --------
    >>> round(float(log(10.0)), 12)
    2.302585092994
    """
    x = np.asarray(values, dtype=float)
    if not (x > 0).all():
        raise ValueError("log: a value is not above zero. Give positive numbers only.")
    mantissa, exponent = np.frexp(x)
    is_low = mantissa < _SQRT_HALF
    mantissa = np.where(is_low, mantissa * 2, mantissa)
    power = exponent - is_low
    f = mantissa - 1
    s = f / (2 + f)
    z = s * s
    series = z * _polynomial(z, _LOG)
    half = 0.5 * f * f
    return np.asarray(
        power * _LN2_HIGH - ((half - (s * (half + series) + power * _LN2_LOW)) - f)
    )


def exp(values: npt.ArrayLike) -> Floats:
    """
    Return e to the power of numbers between -700 and 700.

    Examples
    --------
    >>> round(float(exp(1.0)), 12)
    2.718281828459
    """
    x = np.asarray(values, dtype=float)
    if not (abs(x) <= 700).all():
        raise ValueError("exp: a value is beyond 700, or not a number.")
    twos = np.rint(x / (_LN2_HIGH + _LN2_LOW))
    rest = (x - twos * _LN2_HIGH) - twos * _LN2_LOW
    # Taylor's series; |rest| < 0.35, so the 14th term is below 1e-17.
    total = np.ones_like(rest)
    for term in range(14, 0, -1):
        total = 1 + total * rest / term
    return np.ldexp(total, twos.astype(np.int64))
