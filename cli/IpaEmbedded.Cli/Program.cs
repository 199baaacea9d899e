using IpaEmbedded.Cli;

// Most commands end before they have allocated this much; a collection on the way would be a fifth of their time. Where
// memory is short the collector keeps its own counsel (a 16 MiB limit made the runtime crash on this request).
const long Uncollected = 16 * 1024 * 1024;
if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 16 * Uncollected)
{
    GC.TryStartNoGCRegion(Uncollected);
}
return CommandLine.Run(args, Terminal.OfProcess());
