#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""cppcheck over core, HAL, tools, library and examples: no finding at all.

A line that is right although cppcheck doubts it says so beside it, with
"// cppcheck-suppress" and the reason.
"""

import os

import tree

FOLDERS = ("core", "hal", "tools", "partitions", "examples")
INCLUDES = ("abi", "core/include", "core", "hal/arm/include", "hal/arm/armv7a_pl0",
            "partitions/libxm/include", "tools/common")


def main():
    sources = [s for s in tree.files(FOLDERS, ".c")]
    done = tree.run(["cppcheck", "--std=c11", "--platform=unix32", "--quiet", "--inline-suppr", "-j2",
                     "--template={file}:{line}: {severity}: {message} [{id}]",
                     "--enable=warning,performance,portability", "--error-exitcode=1",
                     "--suppress=missingIncludeSystem",
                     "--suppress=invalidPrintfArgType_sint",  # a matter of style: %d for a count
                     "--suppress=comparePointers:hal/*",  # symbols of the linker script
                     "-DSEPTUM_VERSION=\"\"",
                     *(f"-I{d}" for d in INCLUDES if os.path.isdir(tree.path(d))), *sources],
                    cwd=tree.ROOT)
    findings = done.stdout.splitlines()
    if done.returncode and not findings:
        findings = ["cppcheck failed"]
    tree.finish(findings, f"{len(sources)} files without a finding")


if __name__ == "__main__":
    main()
