using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Boards.Nano")]
[assembly: AssemblyProduct("IpaEmbedded")]
[assembly: AssemblyVersion("0.1.0.0")]
