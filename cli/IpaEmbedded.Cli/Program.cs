using IpaEmbedded.Cli;

// Most commands end before they have allocated this much; a collection on the way would be a fifth of their time. Where
// memory is short the collector keeps its own counsel (a 16 MiB limit made the runtime crash on this request).
const long Uncollected = 16 * 1024 * 1024;
if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 16 * Uncollected)
{
    GC.TryStartNoGCRegion(Uncollected);
}
// A link to the executable may be called like the program that it stands in for.
if (Environment.GetCommandLineArgs() is [{ } called, ..] && IpaEmbedded.Cli.Dtc.Personality.OfExecutable(called) is { } personality)
{
    args = [personality.Name, IpaEmbedded.Cli.Dtc.Personality.Called, .. args];
}
return CommandLine.Run(args, Terminal.OfProcess());
