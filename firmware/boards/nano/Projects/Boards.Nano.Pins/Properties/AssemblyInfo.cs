using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Boards.Nano.Pins")]
[assembly: AssemblyProduct("IpaEmbedded")]
[assembly: AssemblyVersion("0.1.0.0")]
