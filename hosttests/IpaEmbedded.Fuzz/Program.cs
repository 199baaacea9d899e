using IpaEmbedded.Fuzz;

// One seed, one way through the code: tables of names would otherwise collide differently in each process.
AppContext.SetData("IpaEmbedded.DeviceTree.NameSeed", 2166136261u);
return FuzzCommand.Run(args, Console.Out);
