using IpaEmbedded.Cli;

return CommandLine.Run(args, Terminal.OfProcess());
