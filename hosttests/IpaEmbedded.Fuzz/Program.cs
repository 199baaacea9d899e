using IpaEmbedded.Fuzz;

return FuzzCommand.Run(args, Console.Out);
