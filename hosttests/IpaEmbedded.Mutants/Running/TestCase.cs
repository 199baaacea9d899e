using System.Reflection;

namespace IpaEmbedded.Mutants.Running;

/// <summary>A test with one row of its data.</summary>
/// <param name="Name">Class, method and, where there are rows, the row's number.</param>
/// <param name="Method">What is called.</param>
/// <param name="Row">Its arguments, or null.</param>
internal sealed record TestCase(string Name, MethodInfo Method, object?[]? Row);
