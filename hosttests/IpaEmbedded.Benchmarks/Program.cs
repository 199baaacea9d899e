using BenchmarkDotNet.Running;
using IpaEmbedded.Benchmarks;
using IpaEmbedded.Benchmarks.Bindings;
using IpaEmbedded.Benchmarks.DeviceTree;
using IpaEmbedded.Benchmarks.Network;

// "alloc" is the quick mode for CI: it fails when a packet costs an allocation. Anything else goes to BenchmarkDotNet.
if (args is ["alloc"])
{
    return AllocationCheck.Run(Console.Out);
}
// "dt" measures the device tree compiler beside dtc.
if (args is ["dt", ..])
{
    return DeviceTreeBenchmark.Run(args[1..], Console.Out);
}
// "net" measures the data path, the fake and the boot beside loops in the same process, and holds them against the recorded ratios.
if (args is ["net", ..])
{
    return NetworkBenchmark.Run(args[1..], Console.Out);
}
// "bindings" measures validating by the kernel's bindings beside dt-schema.
if (args is ["bindings", ..])
{
    return BindingsBenchmark.Run(args[1..], Console.Out);
}
BenchmarkSwitcher.FromAssembly(typeof(AllocationCheck).Assembly).Run(args);
return 0;
