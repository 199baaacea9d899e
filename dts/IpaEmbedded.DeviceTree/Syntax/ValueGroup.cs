namespace IpaEmbedded.DeviceTree;

/// <summary>Where a group of a property's value begins: a text, a pair of brackets, a reference, a file.</summary>
/// <param name="Kind">What its elements are.</param>
/// <param name="Offset">Byte of the value with which it begins.</param>
/// <param name="Markers">How many labels and references of the value stand before it.</param>
public readonly record struct ValueGroup(ElementKind Kind, int Offset, int Markers);
