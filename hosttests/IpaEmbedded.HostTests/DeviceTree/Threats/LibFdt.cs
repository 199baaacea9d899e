using System.Runtime.InteropServices;

namespace IpaEmbedded.HostTests.DeviceTree.Threats;

/// <summary>The check of the library that others read blobs with, where it is installed (it comes with dtc).</summary>
internal static class LibFdt
{
    private static readonly CheckFull? Check =
        NativeLibrary.TryLoad("libfdt.so.1", out nint library) && NativeLibrary.TryGetExport(library, "fdt_check_full", out nint function)
            ? Marshal.GetDelegateForFunctionPointer<CheckFull>(function) : null;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CheckFull(byte[] blob, nuint length);

    /// <summary>What <c>fdt_check_full</c> says; 0 is a good blob.</summary>
    public static int Verdict(byte[] blob)
    {
        if (Check is null)
        {
            Assert.Inconclusive("needs libfdt.so.1, which comes with dtc");
        }
        // The library wants the blob where 64-bit numbers may lie; arrays of bytes begin there.
        return Check(blob, (nuint)blob.Length);
    }
}
