using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public sealed class RegisterTableTests
{
    [TestMethod]
    public void A_version_sees_its_own_rows_places_and_fields()
    {
        var old = new Sample(1);
        var late = new Sample(3);

        Assert.AreEqual("CONTROL 4: MODE[3:0] FAST[8] | LIMIT 10+8*4: MINIMUM[7:0] | SUM 80", Text(old));
        Assert.AreEqual("CONTROL 8: MODE[5:2] START[31] | LIMIT 10+8*4: MINIMUM[7:0] | SUM 80: MINIMUM[7:0] | LATE 90: GO[0]", Text(late));
    }

    [TestMethod]
    public void What_a_version_lacks_is_null_and_so_are_its_fields()
    {
        var old = new Sample(1);

        Assert.IsNull(old.Late);
        Assert.IsNull(old.Go);
        Assert.IsNull(old.Start);
        Assert.AreEqual(0xffffffffu, old.Sum.DefinedMask);
        Assert.AreEqual(0x10fu, old.Control.DefinedMask);
    }

    [TestMethod]
    [DataRow(0x10u, "LIMIT", 0)]
    [DataRow(0x28u, "LIMIT", 3)]
    [DataRow(0x30u, null, 0)]
    [DataRow(0x14u, null, 0)]
    [DataRow(0x80u, "SUM", 0)]
    [DataRow(0u, null, 0)]
    public void A_place_belongs_to_one_instance_of_one_register(uint offset, string? name, int instance)
    {
        Register? found = new Sample(1).Find(offset, out int index);

        Assert.AreEqual(name, found?.Name);
        Assert.AreEqual(instance, index);
    }

    [TestMethod]
    [DataRow("two fields", "register A: field Y overlaps another")]
    [DataRow("two registers", "register B overlaps A")]
    [DataRow("a register in a row", "register B overlaps A")]
    [DataRow("a row over a register", "register B overlaps A")]
    [DataRow("rows of equal stride", "register B overlaps A")]
    [DataRow("rows of other strides", "register B overlaps A")]
    [DataRow("unaligned", "register A is not 4-byte aligned")]
    [DataRow("no stride", "register A: 2 instances at a stride of 0")]
    [DataRow("too wide", "field X does not fit into 32 bits")]
    public void A_table_that_cannot_be_is_refused_when_it_is_built(string fault, string message)
    {
        Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => new Faulty(fault)).Message);
    }

    [TestMethod]
    public void Rows_may_interleave_and_follow_each_other()
    {
        Assert.AreEqual("A 0+10*4 | B 4+10*4 | C 40+8*2 | D 50+4*8 | E 80+100*2", Text(new Faulty("nothing")));
    }

    private static string Text(RegisterTable table) => string.Join(" | ", table.All().Select(row =>
        $"{row.Name} {row.Offset:x}{(row.Stride == 0 ? "" : $"+{row.Stride:x}*{row.Count}")}{(row.Fields.Length == 0 ? "" : ":")}"
        + string.Concat(row.Fields.Select(field => field.Width == 1 ? $" {field.Name}[{field.Shift}]" : $" {field.Name}[{field.Shift + field.Width - 1}:{field.Shift}]"))));

    private sealed class Sample : RegisterTable
    {
        public readonly Register Control, Sum, Late;
        public readonly Field Start, Go;

        public Sample(int version)
            : base(version)
        {
            Control = One("CONTROL", Access.ReadWrite, Since(2, 8, 4));
            Bits("MODE", Since(3, 5, 3), Since(3, 2, 0));
            Bit("FAST", 8, 1, 2);
            Start = Bit("START", 31, 2);
            Register limit = Many("LIMIT", Access.ReadWrite, 0x10, 8, 4);
            Bits("MINIMUM", 7, 0);
            Sum = One("SUM", Access.Read, 0x80);
            if (version > 1)
            {
                FieldsOf(limit);
            }
            Late = One("LATE", Access.WriteOneToClear, 0x90, 2);
            Go = Bit("GO", 0);
        }
    }

    private sealed class Faulty : RegisterTable
    {
        public Faulty(string fault)
            : base(1)
        {
            switch (fault)
            {
                case "two fields":
                    One("A", Access.Read, 0);
                    Bits("X", 7, 4);
                    Bits("Y", 4, 0);
                    break;
                case "two registers":
                    One("A", Access.Read, 8);
                    One("B", Access.Read, 8);
                    break;
                case "a register in a row":
                    Many("A", Access.Read, 0, 8, 4);
                    One("B", Access.Read, 0x18);
                    break;
                case "a row over a register":
                    One("A", Access.Read, 0x18);
                    Many("B", Access.Read, 0, 8, 4);
                    break;
                case "rows of equal stride":
                    Many("A", Access.Read, 0x10, 8, 4);
                    Many("B", Access.Read, 0, 8, 3);
                    break;
                case "rows of other strides":
                    Many("A", Access.Read, 0, 0xc, 4);
                    Many("B", Access.Read, 4, 8, 4);
                    break;
                case "unaligned":
                    One("A", Access.Read, 2);
                    break;
                case "no stride":
                    Many("A", Access.Read, 0, 0, 2);
                    break;
                case "too wide":
                    One("A", Access.Read, 0);
                    Bits("X", 32, 8);
                    break;
                default:
                    Many("A", Access.Read, 0, 0x10, 4);
                    Many("B", Access.Read, 4, 0x10, 4);
                    Many("C", Access.Read, 0x40, 8, 2);
                    Many("D", Access.Read, 0x50, 4, 8);
                    Many("E", Access.Read, 0x80, 0x100, 2);
                    break;
            }
        }
    }
}
