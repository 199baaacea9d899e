namespace IpaEmbedded.Fake;

/// <summary>Does what a write to a register does; the new value is stored already.</summary>
public delegate void RegisterWriteHandler(int instance, uint before, uint value);
