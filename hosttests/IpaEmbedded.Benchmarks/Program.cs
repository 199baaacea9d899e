using BenchmarkDotNet.Running;
using IpaEmbedded.Benchmarks;

// "alloc" is the quick mode for CI: it fails when a packet costs an allocation. Anything else goes to BenchmarkDotNet.
if (args is ["alloc"])
{
    return AllocationCheck.Run(Console.Out);
}
BenchmarkSwitcher.FromAssembly(typeof(AllocationCheck).Assembly).Run(args);
return 0;
