using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Qualcomm")]
[assembly: AssemblyProduct("IpaEmbedded")]
[assembly: AssemblyVersion("0.1.0.0")]
