using IpaEmbedded.Benchmarks.Network;

// What `net` publishes to see what the loops cost as native code: --slices N [--uncounted] measure GROUP.
Launches.Child(args[^1], int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), !args.Contains("--uncounted"), Console.Out);
