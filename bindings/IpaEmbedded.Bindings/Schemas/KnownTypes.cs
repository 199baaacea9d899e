using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// What all bindings together say about properties of one name: their types, none if no binding gives one; the type that
/// gives the shape of a matrix, if one does; patterns of which nobody knows whether they are about the name.
/// </summary>
internal sealed record KnownTypes(PropertyType[] Types, PropertyType? Shape, (NamePattern Pattern, SourceSpan Place)[] Undecided);
