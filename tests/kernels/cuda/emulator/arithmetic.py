"""IEEE 754 operations of a GPU that numpy has not: fused, and rounded otherwise than to nearest. On arrays."""

import numpy as np


def two_sum(a, b):
    """The rounded sum and its exact error (Knuth)."""
    total = a + b
    of_b = total - a
    return total, (a - (total - of_b)) + (b - of_b)


def two_product(a, b):
    """The rounded product of doubles and its exact error (Dekker), where neither overflows."""

    def halves(x):
        shifted = x * 134217729.0  # 2^27 + 1
        upper = shifted - (shifted - x)
        return upper, x - upper

    product = a * b
    (a1, a2), (b1, b2) = halves(a), halves(b)
    return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2


def fma_f32(a, b, c):
    """a b + c of floats, rounded once, to nearest. A double holds the product; rounding their sum to odd keeps the second
    rounding from going wrong."""
    total, error = two_sum(a.astype(np.float64) * b.astype(np.float64), c.astype(np.float64))
    bits = np.atleast_1d(total).view(np.int64)
    inexact = (np.atleast_1d(error) != 0) & (bits & 1 == 0)
    away = (np.atleast_1d(error) > 0) == (bits >= 0)
    odd = np.where(inexact, np.where(away, bits + 1, bits - 1), bits)
    return odd.view(np.float64).reshape(np.shape(total)).astype(np.float32)


def exact_fma(a, b, c):
    """a b + c of doubles as a sum of three: the first within half a step of the second, which is a multiple of the third's
    steps and more than the third."""
    product, of_product = two_product(a, b)
    total, of_total = two_sum(product, c)
    rest, third = two_sum(of_total, of_product)
    return *two_sum(total, rest), third


def fma_f64(a, b, c):
    """a b + c of doubles, rounded once, to nearest."""
    total, second, third = exact_fma(a, b, c)
    next_to_it = np.nextafter(total, np.where(second > 0, np.inf, -np.inf))
    is_nearer = (2 * np.abs(second) == np.abs(next_to_it - total)) & (second * np.sign(third) > 0)
    return np.where(is_nearer, next_to_it, total)


def fma_f64_down(a, b, c):
    """a b + c of doubles, rounded once, downward."""
    total, second, third = exact_fma(a, b, c)
    return np.where(second + third < 0, np.nextafter(total, -np.inf), total)


def f32_up(integers):
    """The least float that is not below the integer."""
    nearest = integers.astype(np.float32)
    exact = np.array([int(f) >= int(i) for f, i in zip(np.atleast_1d(nearest), np.atleast_1d(integers))]).reshape(np.shape(integers))
    return np.where(exact, nearest, np.nextafter(nearest, np.float32(np.inf)))
