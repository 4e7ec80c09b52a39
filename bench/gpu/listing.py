"""What cuobjdump lists of a program's machine code: that of PATH, of the CUDA Toolkit, or of PyPI, which is then installed
into build/cuobjdump."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]

# The kernels' codes, and what the mangled name of each holds. All but `curand` are the kernel `philox`: with all products wide,
# or so many on the FP64 pipe beside the first.
CODES = {"wide": "6philoxINS0_12SharedRounds", "fp64-5": "6philoxINS0_10Fp64RoundsILi5E", "fp64-6": "6philoxINS0_10Fp64RoundsILi6E",
         "fp64-8": "6philoxINS0_10Fp64RoundsILi8E", "curand": "6curandENS0_6Launch"}


def code_in(function):
    """The code that a function is, by its mangled name; None for others."""
    return next((code for code, part in CODES.items() if part in function), None)


class Instruction:
    """Its address, its text without the semicolon, and of a branch the address where it goes on."""

    def __init__(self, address, text):
        self.address = address
        self.text = text
        self.predicated = text.startswith("@")
        words = text.split()
        self.opcode = words[1] if self.predicated else words[0]
        target = re.search(r"\bBRA(?:\.\S+)?\s.*?(0x[0-9a-f]+)", text)
        self.target = int(target.group(1), 16) if target else None


def functions_in(text):
    """The instructions of every function in what cuobjdump -sass prints, by architecture and name."""
    architecture, name, found = None, None, {}
    for line in text.splitlines():
        if match := re.search(r"arch = (sm_\w+)|\.target\s+(sm_\w+)|code for (sm_\w+)", line):
            architecture = next(filter(None, match.groups()))
        if match := re.match(r"\s*Function : (\S+)", line):
            name = match.group(1)
            found[architecture, name] = []
        if match := re.match(r"\s*/\*([0-9a-f]{4,5})\*/\s+(.*?)\s*;", line):
            found[architecture, name].append(Instruction(int(match.group(1), 16), match.group(2)))
    return found


def of(program, architecture=None):
    """Raises OSError or CalledProcessError where cuobjdump cannot be had or cannot read the program."""
    tool = cuobjdump()
    only = ["-arch", architecture] if architecture else []
    path = f"{pathlib.Path(tool).parent}:{os.environ.get('PATH', '')}"  # it calls nvdisasm
    return subprocess.run([tool, "-sass", *only, program], check=True, capture_output=True, text=True, env={**os.environ, "PATH": path}).stdout


def cuobjdump():
    toolkit = pathlib.Path(os.environ.get("CUDA_HOME", "/usr/local/cuda"), "bin", "cuobjdump")
    found = shutil.which("cuobjdump") or (str(toolkit) if toolkit.exists() else None)
    return found or cuobjdump_of_pypi()


def cuobjdump_of_pypi():
    folder = ROOT / "build" / "cuobjdump"
    if not installed_in(folder):
        print(f"installing cuobjdump from PyPI into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        install = [folder / "bin" / "pip", "install", "--quiet", "nvidia-cuda-cuobjdump", "nvidia-cuda-nvdisasm"]
        if subprocess.run(install, check=False).returncode != 0:
            raise OSError("cuobjdump is not installed, and PyPI does not give it")
    return str(installed_in(folder))


def installed_in(folder):
    return next(folder.glob("lib/python*/site-packages/nvidia/*/bin/cuobjdump"), None)
