using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Fields of every place and width, and registers with every number of instances: what they take, and what they refuse by name.</summary>
[TestClass]
public sealed class FieldTests
{
    [TestMethod]
    public void A_field_of_any_place_and_width_encodes_decodes_and_replaces_its_bits_alone()
    {
        for (int shift = 0; shift < 32; shift++)
        {
            for (int width = 1; width <= 32 - shift; width++)
            {
                var field = new Field("F", shift, width);
                ulong maximum = (1ul << width) - 1;
                uint mask = (uint)(maximum << shift);
                string place = $"{width} bits at {shift}";

                Assert.AreEqual((shift, width, (uint)maximum, mask), (field.Shift, field.Width, field.Maximum, field.Mask), place);
                Assert.AreEqual(mask, field.Encode((uint)maximum), place);
                Assert.AreEqual(1u << shift, field.Encode(1), place);
                Assert.AreEqual((uint)maximum, field.Decode(0xffffffff), place);
                Assert.AreEqual(0u, field.Decode(~mask), place);
                Assert.AreEqual(~mask | (1u << shift), field.Replace(0xffffffff, 1), place);
                Assert.AreEqual(mask, field.Replace(0, (uint)maximum), place);
                Assert.IsTrue(field.IsSet(1u << (shift + width - 1)), place);
                Assert.IsFalse(field.IsSet(~mask), place);
                if (width < 32)
                {
                    Assert.AreEqual("F", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => field.Encode((uint)maximum + 1)).ParamName, place);
                    Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => field.Replace(0, 0xffffffff), place);
                }
            }
        }
    }

    [TestMethod]
    [DataRow(-1, 1)]
    [DataRow(0, 0)]
    [DataRow(0, 33)]
    [DataRow(1, 32)]
    [DataRow(31, 2)]
    [DataRow(32, 1)]
    [DataRow(0, -1)]
    public void A_field_outside_of_32_bits_is_refused_by_name(int shift, int width) =>
        Assert.AreEqual("field F does not fit into 32 bits", Assert.ThrowsExactly<ArgumentException>(() => new Field("F", shift, width)).Message);

    private sealed class Table(int version, Action<Table> rows) : RegisterTable(version)
    {
        public static Table Of(Action<Table> rows, int version = 5)
        {
            var table = new Table(version, rows);
            table.Write();
            return table;
        }

        public Register Row(string name, int offset, int stride = 0, int count = 1) => Many(name, Access.ReadWrite, offset, stride, count);

        public Register RowAlways(string name, int offset) => One(name, Access.Read, offset);

        public Register RowOf(string name, int offset, int from, int to) => One(name, Access.Read, offset, from, to);

        public Register RowFrom(string name, int offset, int from) => One(name, Access.Read, offset, from);

        public Register RowsOf(string name, int offset, int from, int to) => Many(name, Access.Read, offset, 4, 2, from, to);

        public Field Part(string name, int high, int low) => Bits(name, high, low);

        public Field PartFrom(string name, int high, int low, int from) => Bits(name, high, low, from);

        public Field PartOf(string name, int high, int low, int from, int to) => Bits(name, high, low, from, to);

        public Field Flag(string name, int bit, int from, int to) => Bit(name, bit, from, to);

        public Field FlagFrom(string name, int bit, int from) => Bit(name, bit, from);

        public Field FlagAlways(string name, int bit) => Bit(name, bit);

        public int Moved(int version, int place, int before) => Since(version, place, before);

        public void Same(Register other) => FieldsOf(other);

        private void Write() => rows(this);
    }

    private static string Refusal(Action<Table> rows) => Assert.ThrowsExactly<ArgumentException>(() => Table.Of(rows)).Message;

    [TestMethod]
    [DataRow(0x10, 0x8, 4, 0x0f, -1)]
    [DataRow(0x10, 0x8, 4, 0x10, 0)]
    [DataRow(0x10, 0x8, 4, 0x0c, -1)]
    [DataRow(0x10, 0x8, 4, 0x14, -1)]
    [DataRow(0x10, 0x8, 4, 0x18, 1)]
    [DataRow(0x10, 0x8, 4, 0x28, 3)]
    [DataRow(0x10, 0x8, 4, 0x30, -1)]
    [DataRow(0x10, 0x8, 4, 0x08, -1)]
    [DataRow(0x10, 0x0, 1, 0x10, 0)]
    [DataRow(0x10, 0x0, 1, 0x14, -1)]
    [DataRow(0x10, 0x0, 1, 0x0c, -1)]
    [DataRow(0x10, 0x4, 1, 0x14, -1)]
    [DataRow(0x0, 0x4, 2, 0x4, 1)]
    public void An_offset_is_that_of_one_instance_or_of_none(int offset, int stride, int count, int asked, int index)
    {
        Register row = null!;
        Table table = Table.Of(t => row = t.Row("R", offset, stride, count));

        Assert.AreEqual(index, row.IndexOf((uint)asked));
        Assert.AreEqual(index < 0 ? null : row, table.Find((uint)asked, out int found));
        Assert.AreEqual(Math.Max(index, 0), found);
        Assert.AreEqual((uint)(offset + (stride * (count - 1))), row.At(count - 1));
        Assert.AreEqual(((uint)offset, (uint)stride, count, "R", Access.ReadWrite), (row.Offset, row.Stride, row.Count, row.Name, row.Access));
    }

    [TestMethod]
    [DataRow(1, 0, 1, "register R is not 4-byte aligned")]
    [DataRow(2, 0, 1, "register R is not 4-byte aligned")]
    [DataRow(3, 0, 1, "register R is not 4-byte aligned")]
    [DataRow(0, 1, 2, "register R is not 4-byte aligned")]
    [DataRow(0, 2, 2, "register R is not 4-byte aligned")]
    [DataRow(0, 6, 2, "register R is not 4-byte aligned")]
    [DataRow(0, 4, 0, "register R: 0 instances at a stride of 4")]
    [DataRow(0, 4, -1, "register R: -1 instances at a stride of 4")]
    [DataRow(0, 0, 2, "register R: 2 instances at a stride of 0")]
    public void A_register_that_cannot_be_is_refused_by_name(int offset, int stride, int count, string message) => Assert.AreEqual(message, Refusal(t => t.Row("R", offset, stride, count)));

    [TestMethod]
    [DataRow(0x10, 8, 4, 0x28, 0, 1, true)]
    [DataRow(0x10, 8, 4, 0x2c, 0, 1, false)]
    [DataRow(0x10, 8, 4, 0x30, 0, 1, false)]
    [DataRow(0x10, 8, 4, 0x10, 0, 1, true)]
    [DataRow(0x10, 8, 4, 0x0c, 0, 1, false)]
    [DataRow(0x10, 8, 4, 0x14, 8, 4, false)]
    [DataRow(0x10, 8, 4, 0x28, 8, 4, true)]
    [DataRow(0x10, 8, 4, 0x30, 8, 4, false)]
    [DataRow(0x10, 8, 4, 0x00, 8, 2, false)]
    [DataRow(0x10, 8, 4, 0x00, 8, 3, true)]
    [DataRow(0x10, 8, 4, 0x04, 12, 2, true)]
    [DataRow(0x10, 8, 4, 0x00, 12, 2, false)]
    [DataRow(0x10, 8, 4, 0x00, 12, 5, true)]
    [DataRow(0x10, 8, 4, 0x14, 16, 9, false)]
    [DataRow(0x10, 0, 1, 0x10, 0, 1, true)]
    [DataRow(0x10, 0, 1, 0x14, 0, 1, false)]
    [DataRow(0x10, 0, 1, 0x00, 4, 5, true)]
    public void Two_rows_overlap_when_an_instance_of_one_is_an_instance_of_the_other(int offset, int stride, int count, int otherOffset, int otherStride, int otherCount, bool overlaps)
    {
        void Rows(Table t)
        {
            t.Row("A", offset, stride, count);
            t.Row("B", otherOffset, otherStride, otherCount);
        }
        void Reversed(Table t)
        {
            t.Row("A", otherOffset, otherStride, otherCount);
            t.Row("B", offset, stride, count);
        }

        if (overlaps)
        {
            Assert.AreEqual("register B overlaps A", Refusal(Rows));
            Assert.AreEqual("register B overlaps A", Refusal(Reversed));
        }
        else
        {
            Assert.HasCount(2, Table.Of(Rows).All());
            Assert.HasCount(2, Table.Of(Reversed).All());
        }
    }

    [TestMethod]
    public void A_row_or_field_is_there_from_its_first_version_to_its_last()
    {
        for (int version = 0; version <= 5; version++)
        {
            Register?[] rows = new Register?[3];
            Field?[] fields = new Field?[5];
            int[] moved = new int[2];
            Register row = null!;
            Field? always = null;
            Table table = Table.Of(t =>
            {
                rows[0] = t.RowOf("A", 0, 2, 4);
                rows[1] = t.RowFrom("B", 4, 3);
                rows[2] = t.RowsOf("C", 8, 2, 3);
                Assert.IsNotNull(t.RowAlways("E", 0x30));
                row = t.Row("D", 0x20);
                fields[0] = t.Flag("a", 0, 2, 4);
                fields[1] = t.FlagFrom("b", 1, 3);
                fields[2] = t.PartFrom("c", 3, 2, 4);
                fields[3] = t.PartOf("d", 5, 4, 2, 3);
                fields[4] = t.FlagAlways("e", 31);
                always = t.Part("f", 30, 29);
                moved = [t.Moved(3, 10, 20), t.Moved(6, 10, 20)];
            }, version);

            Assert.AreEqual((version is >= 2 and <= 4, version >= 3, version is 2 or 3), (rows[0] is not null, rows[1] is not null, rows[2] is not null), $"version {version}");
            Assert.AreEqual((version is >= 2 and <= 4, version >= 3, version >= 4, version is 2 or 3, true), (fields[0] is not null, fields[1] is not null, fields[2] is not null, fields[3] is not null, fields[4] is not null));
            Assert.AreEqual(string.Concat(fields.Where(field => field is not null).Select(field => field!.Name + ",")) + "f", string.Join(",", row.Fields.Select(field => field.Name)));
            Assert.AreEqual((version >= 3 ? 10 : 20, 20), (moved[0], moved[1]));
            Assert.AreEqual(rows.Count(each => each is not null) + 2, table.All().Length);
            Assert.IsNotNull(always);
            Assert.AreEqual(fields.Aggregate(0x60000000u, (mask, field) => mask | (field?.Mask ?? 0)), row.DefinedMask);
            Assert.AreSame(fields[4], row.Find("e"));
            Assert.AreSame(fields[0], row.Find("a"));
            Assert.AreSame(always, row.Find("f"));
            Assert.IsNull(row.Find("g"));
        }
    }

    [TestMethod]
    public void Fields_belong_to_the_row_above_them_and_to_none_above_a_row_that_is_not_there()
    {
        Register first = null!, last = null!;
        Field? orphan = null;
        Table.Of(t =>
        {
            Assert.IsNull(t.Part("X", 0, 0), "there is no row yet");
            first = t.Row("A", 0);
            t.Part("a", 7, 0);
            t.Part("b", 31, 8);
            t.RowOf("B", 4, 1, 2);
            orphan = t.Part("c", 7, 0);
            t.Same(first);
            last = t.Row("C", 8);
            t.Same(first);
            Assert.IsNull(t.Part("d", 0, 0), "a row with the fields of another has no others");
        });

        Assert.IsNull(orphan);
        Assert.AreEqual("a,b", string.Join(",", first.Fields.Select(field => field.Name)));
        Assert.AreEqual("a,b", string.Join(",", last.Fields.Select(field => field.Name)));
        Assert.AreEqual(0xffffffffu, last.DefinedMask);
    }

    [TestMethod]
    public void A_field_that_shares_one_bit_with_another_is_refused() =>
        Assert.AreEqual("register A: field c overlaps another", Refusal(t => { t.Row("A", 0); t.Part("a", 7, 0); t.Part("b", 31, 16); t.Part("c", 16, 8); }));
}
