using System.Reflection;

[assembly: AssemblyTitle("IpaEmbedded.Boards.Native")]
[assembly: AssemblyVersion("0.1.0.0")]

// The firmware carries the same number; it moves only together with the methods of DeviceMemory.
[assembly: AssemblyNativeVersion("100.0.0.1")]
