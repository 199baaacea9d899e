using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>The loop in C and the counter of instructions, compiled on the spot; absent without gcc, and the counter without x86-64 too.</summary>
internal sealed unsafe class NativeLoop
{
    private static Action<int>? _counted;
    private readonly delegate* unmanaged<LoopState*, int, int, void> _run;
    private readonly delegate* unmanaged<delegate* unmanaged<nint, void>, nint, nint> _count;

    private NativeLoop(nint library)
    {
        _run = (delegate* unmanaged<LoopState*, int, int, void>)NativeLibrary.GetExport(library, "loop_run");
        _count = (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, nint>)NativeLibrary.GetExport(library, "count_steps");
    }

    /// <summary>Compiles and loads it; null when this machine cannot.</summary>
    public static NativeLoop? Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) { return null; }
        string directory = Directory.CreateTempSubdirectory("ipa-loop").FullName;
        try
        {
            string target = Path.Combine(directory, "loop.so");
            using Process gcc = Process.Start(new ProcessStartInfo("gcc",
                ["-O2", "-mno-red-zone", "-shared", "-fPIC", "-o", target, Path.Combine(AppContext.BaseDirectory, "Network", "loop.c")]))!;
            gcc.WaitForExit();
            return gcc.ExitCode == 0 ? new NativeLoop(NativeLibrary.Load(target)) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(directory, true);
        }
    }

    /// <summary>Moves that many batches through.</summary>
    public void Run(RawLoop loop, int batch, int rounds) => _run(loop.State, batch, rounds);

    /// <summary>
    /// Instructions of one round of an action that has run often before: the difference between counts of twice and once as many rounds, so
    /// that what is constant cancels; anew when a change of code between the two has made it nonsense. A step takes one to fifteen microseconds.
    /// </summary>
    public double Instructions(Action<int> action, int rounds)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            long once = Count(action, rounds);
            long twice = Count(action, rounds * 2);
            if (twice > once && twice < once * 2) { return (double)(twice - once) / rounds; }
        }
        return 0;
    }

    private long Count(Action<int> action, int rounds)
    {
        _counted = action;
        return _count(&Invoke, rounds);
    }

    [UnmanagedCallersOnly]
    private static void Invoke(nint rounds) => _counted!((int)rounds);
}
