using IpaEmbedded.Mutants;

return MutantsCommand.Run(args, Console.Out);
