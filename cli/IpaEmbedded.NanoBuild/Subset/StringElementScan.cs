using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Finds elements of a string[] that are compared with null. An element that was never assigned is not null to the interpreter's
/// comparison: the defect shows as a crash in a Debug build and as a wrong answer of `bool isNull = a[i] == null` in both. Whether an element was
/// assigned cannot be told, so every comparison is reported, the branch that happens to work too.
/// Follows types of the evaluation stack through fields, locals, arguments, calls and jagged arrays; what it does not know is "".
/// </summary>
public sealed class StringElementScan
{
    private const string Strings = "System.String[]";
    private const string Element = "element of System.String[]";
    private const string Null = "null";

    private readonly MetadataReader _reader;
    private readonly SignatureNames _names;
    private readonly IReadOnlyList<string> _arguments;
    private readonly string[] _locals;
    private readonly Dictionary<int, List<string>> _atTarget = [];
    private List<string> _stack = [];

    /// <param name="reader">Metadata of the image.</param>
    /// <param name="names">Spells types.</param>
    /// <param name="method">The method whose body is scanned.</param>
    /// <param name="locals">Types of the body's locals.</param>
    public StringElementScan(MetadataReader reader, SignatureNames names, MethodDefinition method, IEnumerable<string> locals)
    {
        _reader = reader;
        _names = names;
        var signature = method.DecodeSignature(names, null);
        _arguments = signature.Header.IsInstance ? ["", .. signature.ParameterTypes] : signature.ParameterTypes;
        _locals = [.. locals];
    }

    /// <summary>Instructions that compare such an element with null, or branch on it.</summary>
    public IEnumerable<Instruction> Find(IReadOnlyList<Instruction> body)
    {
        foreach (var instruction in body)
        {
            Enter(instruction.Offset);
            var code = instruction.Code;
            if (ComparesEqual(code) && _stack is [.., Element, Null] or [.., Null, Element])
            {
                yield return instruction;
            }
            else if (code.FlowControl == FlowControl.Cond_Branch && code.StackBehaviourPop == StackBehaviour.Popi && _stack is [.., Element])
            {
                yield return instruction;
            }

            Step(instruction);
            foreach (var target in instruction.Targets)
            {
                _atTarget.TryAdd(target, [.. _stack]);
            }

            if (code.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw)
            {
                _stack = [];
            }
        }
    }

    // ceq, cgt.un (a != null), beq and bne.un.
    private static bool ComparesEqual(OpCode code) =>
        code == OpCodes.Ceq || code == OpCodes.Cgt_Un || code.Name!.StartsWith("beq", StringComparison.Ordinal) || code.Name.StartsWith("bne", StringComparison.Ordinal);

    // Where two ways meet, an element on either is one.
    private void Enter(int offset)
    {
        if (!_atTarget.TryGetValue(offset, out var other))
        {
            return;
        }

        for (var i = 0; i < other.Count; i++)
        {
            if (i >= _stack.Count)
            {
                _stack.Add(other[i]);
            }
            else if (other[i] == Element)
            {
                _stack[i] = Element;
            }
        }
    }

    private void Step(Instruction instruction)
    {
        var name = instruction.Code.Name!;
        switch (name.Split('.')[0])
        {
            case "dup":
                var top = Pop();
                Push(top);
                Push(top);
                break;
            case "ldnull":
                Push(Null);
                break;
            case "ldloc":
                Push(_locals.ElementAtOrDefault(instruction.Variable) ?? "");
                break;
            case "stloc":
                Store(instruction.Variable, Pop());
                break;
            case "ldarg":
                Push(_arguments.ElementAtOrDefault(instruction.Variable) ?? "");
                break;
            case "newarr":
                _ = Pop();
                Push(TypeOf(instruction.Operand) + "[]");
                break;
            case "ldelem":
                _ = Pop();
                var array = Pop();
                Push(array == Strings ? Element : array.EndsWith("[]", StringComparison.Ordinal) ? array[..^2] : "");
                break;
            case "ldfld":
                _ = Pop();
                Push(FieldType(instruction.Operand));
                break;
            case "ldsfld":
                Push(FieldType(instruction.Operand));
                break;
            case "call" or "callvirt" or "newobj":
                Call(instruction);
                break;
            default:
                Pop(Count(instruction.Code.StackBehaviourPop));
                for (var i = Count(instruction.Code.StackBehaviourPush); i > 0; i--)
                {
                    Push("");
                }

                break;
        }
    }

    // A local keeps the type that it was declared with, but holds an element while its last store in the text was one.
    private void Store(int local, string value)
    {
        if (local < _locals.Length && _locals[local] is "System.String" or Element)
        {
            _locals[local] = value == Element ? Element : "System.String";
        }
    }

    private void Call(Instruction instruction)
    {
        var handle = MetadataTokens.EntityHandle(instruction.Operand);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = _reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        var signature = handle.Kind == HandleKind.MethodDefinition
            ? _reader.GetMethodDefinition((MethodDefinitionHandle)handle).DecodeSignature(_names, null)
            : _reader.GetMemberReference((MemberReferenceHandle)handle).DecodeMethodSignature(_names, null);
        var creates = instruction.Code == OpCodes.Newobj;
        Pop(signature.ParameterTypes.Length + (signature.Header.IsInstance && !creates ? 1 : 0));
        if (creates || signature.ReturnType != "System.Void")
        {
            Push(creates ? "" : signature.ReturnType);
        }
    }

    private string FieldType(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind == HandleKind.FieldDefinition
            ? _reader.GetFieldDefinition((FieldDefinitionHandle)handle).DecodeSignature(_names, null)
            : _reader.GetMemberReference((MemberReferenceHandle)handle).DecodeFieldSignature(_names, null);
    }

    private string TypeOf(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        return handle.Kind switch
        {
            HandleKind.TypeDefinition => SignatureNames.NameOf(_reader, (TypeDefinitionHandle)handle),
            HandleKind.TypeReference => SignatureNames.NameOf(_reader, (TypeReferenceHandle)handle),
            _ => _names.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)handle, 0),
        };
    }

    private static int Count(StackBehaviour behaviour) => behaviour switch
    {
        StackBehaviour.Pop0 or StackBehaviour.Push0 or StackBehaviour.Varpop or StackBehaviour.Varpush => 0,
        StackBehaviour.Push1_push1 => 2,
        _ => behaviour.ToString().Split('_').Length,
    };

    private void Push(string type) => _stack.Add(type);

    private string Pop()
    {
        var type = _stack.LastOrDefault() ?? "";
        Pop(1);
        return type;
    }

    private void Pop(int count) => _stack.RemoveRange(_stack.Count - Math.Min(count, _stack.Count), Math.Min(count, _stack.Count));
}
