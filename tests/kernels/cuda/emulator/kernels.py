"""The kernels as NVIDIA's compiler makes them, and their launches. Builds nothing but what a test asks for."""

import collections
import functools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
sys.path.append(str(ROOT / "bench" / "gpu"))

import listing  # noqa: E402
import ptx  # noqa: E402
import sass  # noqa: E402
from threads import Totals  # noqa: E402

LAUNCHES = pathlib.Path(os.environ.get("CROSSOVER_LAUNCHES", ROOT / "build" / "dev" / "tests" / "kernels" / "launches"))
ARCHITECTURES = [75, 80, 86, 89, 90, 100, 120]

Case = collections.namedtuple("Case", "seed first last blocks threads_per_block")


def nvcc():
    """The compiler's path, or None."""
    return shutil.which("nvcc", path=f"{os.environ.get('PATH', '')}:{os.environ.get('CUDA_HOME', '/usr/local/cuda')}/bin")


def compiled(kind, architecture, sources=ROOT):
    """launch.cu as "ptx" or "cubin" for a compute capability, 90 for sm_90."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "launch"
        name = f"compute_{architecture}" if kind == "ptx" else f"sm_{architecture}"
        subprocess.run([nvcc(), "-std=c++20", "-O3", "-DNDEBUG", f"-I{sources}", f"-arch={name}", f"-{kind}", "-o", out,
                        sources / "kernels" / "cuda" / "launch.cu"], check=True)
        return out.read_bytes()


def ptx_code(architecture, sources=ROOT):
    """The kernels' PTX by their names in listing.CODES."""
    return by_name(ptx.kernels_in(compiled("ptx", architecture, sources).decode()))


def machine_code(architecture, sources=ROOT):
    """The kernels' SASS by their names in listing.CODES, as cuobjdump lists a cubin. Raises OSError where that can be had nowhere."""
    cubin = compiled("cubin", architecture, sources)
    with tempfile.NamedTemporaryFile(suffix=".cubin") as file:
        file.write(cubin)
        file.flush()
        listed = listing.functions_in(listing.of(file.name))
    return by_name({name: sass.Kernel(instructions, architecture, sass.constants_of_code(cubin, name))
                    for (_, name), instructions in listed.items()})


def by_name(functions):
    """Functions of mangled names by the names of listing.CODES, all of which must be there."""
    found = {listing.code_in(mangled): function for mangled, function in functions.items()}
    return {code: found[code] for code in listing.CODES}


class Launches:
    """Asks the project's own code for the arguments of launches and what they must count."""

    def __init__(self):
        self.process = subprocess.Popen([LAUNCHES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    @functools.cache
    def ask(self, *question):
        print(*question, file=self.process.stdin)
        return self.process.stdout.readline().strip()

    def arguments(self, kernel, case):
        answer = self.ask("arguments", kernel, case.seed, case.first, case.last, case.blocks, case.threads_per_block)
        return [bytes.fromhex(argument) for argument in answer.split()]

    def hits(self, seed, first, last, stride=1):
        return int(self.ask("hits", seed, first, last, stride))

    def misjudged(self, seed, first, last):
        return [int(block) for block in self.ask("misjudged", seed, first, last).split()]


def launched(threads, kernel, arguments, case, blocks=None):
    """A launch on PtxThreads or SassThreads, all its blocks or these alone: the hits that it adds to the threads' totals, and
    how many votes of its warps were carried."""
    blocks = range(case.blocks) if blocks is None else blocks
    totals = Totals(case.threads_per_block, blocks)
    launch = threads(kernel, arguments, totals, case.threads_per_block, blocks)
    launch.run()
    return totals.added(), launch.votes_carried
