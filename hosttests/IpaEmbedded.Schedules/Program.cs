using System.Globalization;
using IpaEmbedded.Schedules;

uint count = args.Length > 0 ? uint.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
uint seed = args.Length > 1 ? uint.Parse(args[1], CultureInfo.InvariantCulture) : 1;
return Exploration.Run(count, seed, Console.Out);
