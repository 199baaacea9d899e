using System.Globalization;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>One thing in which a register, or a field of it, differs between two versions; null is where it does not exist.</summary>
public sealed record RegisterDifference(string Block, string Register, string? Field, string What, string? Before, string? After)
{
    /// <summary>Everything in which two versions differ, in the order of the tables.</summary>
    public static IReadOnlyList<RegisterDifference> Between(RegisterCatalog before, RegisterCatalog after)
    {
        var differences = new List<RegisterDifference>();
        foreach ((string block, Register left) in before.All)
        {
            Register? right = after.All.FirstOrDefault(each => each.Block == block && each.Register.Name == left.Name).Register;
            Compare(block, left.Name, left, right, differences);
        }
        foreach ((string block, Register right) in after.All)
        {
            if (!before.All.Any(each => each.Block == block && each.Register.Name == right.Name))
            {
                Compare(block, right.Name, null, right, differences);
            }
        }
        return differences;
    }

    private static void Compare(string block, string name, Register? left, Register? right, List<RegisterDifference> differences)
    {
        Add(null, "offset", left is null ? null : Hex(left.Offset), right is null ? null : Hex(right.Offset));
        if (left is null || right is null)
        {
            return;
        }
        Add(null, "stride", Hex(left.Stride), Hex(right.Stride));
        Add(null, "instances", left.Count.ToString(CultureInfo.InvariantCulture), right.Count.ToString(CultureInfo.InvariantCulture));
        Add(null, "access", AccessOf(left), AccessOf(right));
        foreach (Field field in left.Fields.OrderBy(field => field.Shift))
        {
            Add(field.Name, "bits", RegisterInstance.Bits(field), right.Find(field.Name) is { } same ? RegisterInstance.Bits(same) : null);
        }
        foreach (Field field in right.Fields.OrderBy(field => field.Shift).Where(field => left.Find(field.Name) is null))
        {
            Add(field.Name, "bits", null, RegisterInstance.Bits(field));
        }

        void Add(string? field, string what, string? a, string? b)
        {
            if (a != b)
            {
                differences.Add(new RegisterDifference(block, name, field, what, a, b));
            }
        }
    }

    /// <summary>What a driver may do with a register, for people.</summary>
    public static string AccessOf(Register register) => register.Access switch
    {
        Access.Read => "read",
        Access.Write => "write",
        Access.WriteOneToClear => "write one to clear",
        _ => "read and write",
    };

    private static string Hex(uint value) => $"0x{value:x5}";
}
