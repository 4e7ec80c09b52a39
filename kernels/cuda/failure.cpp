#include "kernels/cuda/failure.hpp"

#include "kernels/cuda/checked.hpp"

namespace crossover::cuda {
namespace {

FailureKind kind_of(cudaError_t error) {
  switch (error) {
    case cudaErrorInsufficientDriver:
    case cudaErrorStubLibrary:
    case cudaErrorSystemDriverMismatch:
    case cudaErrorCompatNotSupportedOnDevice: {
      int driver = 0;
      return cudaDriverGetVersion(&driver) == cudaSuccess && driver > 0 ? FailureKind::old_driver
                                                                        : FailureKind::no_driver;
    }
    case cudaErrorNoDevice:
      return FailureKind::no_device;
    case cudaErrorNoKernelImageForDevice:
    case cudaErrorInvalidDeviceFunction:
    case cudaErrorInvalidKernelImage:
    case cudaErrorInvalidPtx:
    case cudaErrorJitCompilerNotFound:
    case cudaErrorJitCompilationDisabled:
      return FailureKind::no_code;
    case cudaErrorUnsupportedPtxVersion:
      return FailureKind::newer_ptx;
    case cudaErrorDevicesUnavailable:
    case cudaErrorDeviceAlreadyInUse:
      return FailureKind::in_use;
    case cudaErrorSystemNotReady:
    case cudaErrorOperatingSystem:
    case cudaErrorStartupFailure:
    case cudaErrorDeviceNotLicensed:
    case cudaErrorMpsConnectionFailed:
    case cudaErrorMpsRpcFailure:
    case cudaErrorMpsServerNotReady:
    case cudaErrorMpsMaxClientsReached:
    case cudaErrorMpsMaxConnectionsReached:
      return FailureKind::not_ready;
    case cudaErrorMemoryAllocation:
      return FailureKind::out_of_memory;
    case cudaErrorIllegalAddress:
    case cudaErrorLaunchTimeout:
    case cudaErrorAssert:
    case cudaErrorHardwareStackError:
    case cudaErrorIllegalInstruction:
    case cudaErrorMisalignedAddress:
    case cudaErrorInvalidAddressSpace:
    case cudaErrorInvalidPc:
    case cudaErrorLaunchFailure:
    case cudaErrorECCUncorrectable:
    case cudaErrorNvlinkUncorrectable:
    case cudaErrorContained:
    case cudaErrorContextIsDestroyed:
    case cudaErrorTensorMemoryLeak:
    case cudaErrorMpsClientTerminated:
    case cudaErrorExternalDevice:
      return FailureKind::lost;
    default:
      return FailureKind::other;
  }
}

}  // namespace

void throw_failure(cudaError_t error, const char* call) {
  static_cast<void>(cudaGetLastError());  // else the next launch that is checked would find this error again
  throw Failure(kind_of(error), call, cudaGetErrorString(error));
}

}  // namespace crossover::cuda
