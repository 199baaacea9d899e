using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Boards.Nano.Controllers")]
[assembly: AssemblyProduct("IpaEmbedded")]
[assembly: AssemblyVersion("0.1.0.0")]
