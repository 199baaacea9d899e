namespace IpaEmbedded.Devices.Keys;

/// <summary>Is told that a key was pressed or released, on the event loop's thread, from where it may not wait: post work for what takes longer.</summary>
public delegate void KeyHandler(Key key, bool pressed);
