"""Warm kernels: a process that has imported everything, and forks a kernel per notebook.

What is warm hides one mistake: a module that was imported before the fork is there even
for code that never imported it. `import matplotlib` alone makes `matplotlib.pyplot` work
on a warm kernel, and fail on the reader's own. So solutions and one cohort are also run
on stock kernels and compared, with `SOUNDINGS_KERNELS=stock`.
"""
