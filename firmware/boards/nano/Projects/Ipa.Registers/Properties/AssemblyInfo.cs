using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Ipa.Registers")]
[assembly: AssemblyProduct("IpaEmbedded")]
[assembly: AssemblyVersion("0.1.0.0")]
