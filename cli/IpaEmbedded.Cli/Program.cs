using IpaEmbedded.Cli;

// Most commands end before they have allocated this much; a collection on the way would be a tenth of their time.
GC.TryStartNoGCRegion(16 * 1024 * 1024);
return CommandLine.Run(args, Terminal.OfProcess());
