namespace IpaEmbedded.Boards.Linux.Interop;

/// <summary>Runs a control of a device on a structure, which may be changed; throws what <see cref="LibC"/> throws. Tests have the kernel's side of a device in its place.</summary>
internal delegate void DeviceControl(int descriptor, string path, string what, ulong request, Span<byte> argument);
