# SPDX-License-Identifier: BSD-2-Clause
def write(*a): pass
def is_current(*a): return True
