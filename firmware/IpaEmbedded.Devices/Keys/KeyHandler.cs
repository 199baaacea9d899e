namespace IpaEmbedded.Devices.Keys;

/// <summary>Is told that a key was pressed or released, as work: it may use buses and wait, and nothing else that is work goes on meanwhile.</summary>
public delegate void KeyHandler(Key key, bool pressed);
