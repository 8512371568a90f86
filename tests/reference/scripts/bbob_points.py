"""Points of the references for bbob, and where COCO has its minimizers."""


def coordinate(function, dimension, instance, point, j):
    """Between -6 and 6: some points lie outside of [-5, 5]."""
    h = (7919 * function + 104729 * dimension + 1299709 * instance + 15485863 * point + 32452843 * j) * 2654435761 % 2**32
    h = (h ^ (h >> 15)) * 2246822519 % 2**32
    h ^= h >> 13
    return -6 + 12 * h / 2**32


def minimizer(problem):
    problem._best_parameter("print")  # into a file of the current folder
    with open("._bbob_problem_best_parameter.txt") as file:
        return [float(x) for x in file.read().split()]
