using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>A value of a tree as schemas see it, with the place of its first byte in the property.</summary>
internal sealed class Instance
{
    // What is no list has none of its own; nobody adds to it.
    private static readonly List<Instance> None = [];

    public static readonly Instance Flag = new(InstanceKind.True);
    public static readonly Instance RawBytes = new(InstanceKind.Bytes);

    private Instance(InstanceKind kind)
    {
        Kind = kind;
    }

    public InstanceKind Kind { get; }

    public Int128 Number { get; private init; }

    /// <summary>Bits of a number.</summary>
    public int Width { get; private init; }

    public string Text { get; private init; } = "";

    public List<Instance> Items { get; private init; } = None;

    /// <summary>The members of a node by name, properties before children.</summary>
    public NodeMembers? Members { get; private init; }

    /// <summary>Byte offset inside the property.</summary>
    public int Offset { get; private init; }

    public bool IsList => Kind == InstanceKind.List;

    public bool IsNode => Kind == InstanceKind.Node;

    public static Instance Of(Int128 number, int width, int offset) => new(InstanceKind.Integer) { Number = number, Width = width, Offset = offset };

    public static Instance Of(string text, int offset) => new(InstanceKind.String) { Text = text, Offset = offset };

    public static Instance Of(List<Instance> items, int offset) => new(InstanceKind.List) { Items = items, Offset = offset };

    public static Instance Of(Node node) => new(InstanceKind.Node) { Members = new NodeMembers(node) };

    public Instance? Member(string name) => Members?.Find(name);

    /// <summary>Deep equality; a number is never equal to true.</summary>
    public bool Equal(Instance other)
    {
        if (Kind != other.Kind)
        {
            return false;
        }
        switch (Kind)
        {
            case InstanceKind.True:
                return true;
            case InstanceKind.Integer:
                return Number == other.Number;
            case InstanceKind.String:
                return Text == other.Text;
            case InstanceKind.List:
                if (Items.Count != other.Items.Count)
                {
                    return false;
                }
                for (int i = 0; i < Items.Count; i++)
                {
                    if (!Items[i].Equal(other.Items[i]))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return ReferenceEquals(this, other);
        }
    }

    /// <summary>Equality with a value of a binding.</summary>
    public bool Equal(SchemaValue value)
    {
        switch (Kind)
        {
            case InstanceKind.True:
                return value.IsTrue;
            case InstanceKind.Integer:
                return value.Kind == SchemaKind.Integer ? Number == value.Integer : value.Kind == SchemaKind.Number && (double)Number == value.Number;
            case InstanceKind.String:
                return value.IsString && Text == value.Text;
            case InstanceKind.List:
                if (!value.IsList || Items.Count != value.Items.Count)
                {
                    return false;
                }
                for (int i = 0; i < Items.Count; i++)
                {
                    if (!Items[i].Equal(value.Items[i]))
                    {
                        return false;
                    }
                }
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value as a tree's author would write it.</summary>
    public override string ToString() => Kind switch
    {
        InstanceKind.True => "true",
        InstanceKind.Integer => Number < 10 ? Number.ToString(CultureInfo.InvariantCulture) : "0x" + Number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
        InstanceKind.String => "\"" + Text + "\"",
        InstanceKind.List => Items.Count > 0 && Items[0].Kind == InstanceKind.Integer ? "<" + string.Join(' ', Items) + ">" : string.Join(", ", Items),
        InstanceKind.Node => "a node",
        _ => "bytes",
    };
}
