using BenchmarkDotNet.Running;
using IpaEmbedded.Benchmarks;
using IpaEmbedded.Benchmarks.DeviceTree;

// "alloc" is the quick mode for CI: it fails when a packet costs an allocation. Anything else goes to BenchmarkDotNet.
if (args is ["alloc"])
{
    return AllocationCheck.Run(Console.Out);
}
// "dt" and "fuzz dt" measure and try out the device tree compiler.
if (args is ["dt", ..])
{
    return DeviceTreeBenchmark.Run(args[1..], Console.Out);
}
if (args is ["fuzz", "dt", ..])
{
    return DeviceTreeFuzzer.Run(args[2..], Console.Out);
}
BenchmarkSwitcher.FromAssembly(typeof(AllocationCheck).Assembly).Run(args);
return 0;
