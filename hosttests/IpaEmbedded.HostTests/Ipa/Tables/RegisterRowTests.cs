using System.Reflection;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>What rows say besides places, with literals: driver and fake share the rows, so that a wrong one would cancel out.</summary>
[TestClass]
public sealed class RegisterRowTests
{
    private static readonly int[] Versions = [IpaVersion.V3_1, IpaVersion.V3_5_1, IpaVersion.V4_2, IpaVersion.V4_5, IpaVersion.V4_7, IpaVersion.V4_9, IpaVersion.V4_11,
        IpaVersion.V5_0, IpaVersion.V5_5];

    /// <summary>Every other register is read and written.</summary>
    [TestMethod]
    public void Registers_of_the_core_that_are_not_read_and_written_are_these()
    {
        AssertAccess(
            version => new IpaRegisters(version),
            read: "FLAVOR_0 IPA_IRQ_STTS IRQ_SUSPEND_INFO SHARED_MEM_SIZE STATE_AGGR_ACTIVE",
            write: "AGGR_FORCE_CLOSE IPA_IRQ_UC",
            clear: "IPA_IRQ_CLR IRQ_SUSPEND_CLR");
    }

    [TestMethod]
    public void Registers_of_the_gsi_that_are_not_read_and_written_are_these()
    {
        AssertAccess(
            version => new GsiRegisters(version),
            read: "CH_C_CNTXT_4 CH_C_CNTXT_6 CNTXT_GLOB_IRQ_STTS CNTXT_GSI_IRQ_STTS CNTXT_SRC_CH_IRQ CNTXT_SRC_EV_CH_IRQ CNTXT_SRC_IEOB_IRQ CNTXT_TYPE_IRQ EV_CH_E_CNTXT_4 GSI_STATUS HW_PARAM_2 HW_PARAM_4",
            write: "CH_CMD CH_C_DOORBELL_0 CH_C_DOORBELL_1 EV_CH_CMD EV_CH_E_DOORBELL_0 EV_CH_E_DOORBELL_1 GENERIC_CMD",
            clear: "CNTXT_GLOB_IRQ_CLR CNTXT_GSI_IRQ_CLR CNTXT_SRC_CH_IRQ_CLR CNTXT_SRC_EV_CH_IRQ_CLR CNTXT_SRC_IEOB_IRQ_CLR ERROR_LOG_CLR");
    }

    [TestMethod]
    public void There_are_32_or_36_endpoints_8_resource_types_and_32_rings_and_one_mask_of_this_environment()
    {
        foreach (int version in Versions)
        {
            if (version < IpaVersion.V5_0) { AssertCounts(new IpaRegisters(version), (0x70, 32), (0x20, 8)); }
            else { AssertCounts(new IpaRegisters(version), (0x80, 36), (0x20, 8), (4, 2)); }
            AssertCounts(new GsiRegisters(version), (0x80, 32), (0x8, 32), (0x1000, 1));
        }
        var chip = new GsiRegisters(IpaVersion.V4_5, 20, 12);

        Assert.AreEqual((20, 20, 12, 12), (chip.ChCntxt0.Count, chip.ChDoorbell0.Count, chip.EvCntxt0.Count, chip.EvDoorbell0.Count));
    }

    /// <summary>A member that holds another row than the one it is named after would compile.</summary>
    [TestMethod]
    public void Members_of_the_tables_hold_the_rows_that_they_are_named_after()
    {
        foreach (RegisterTable table in Versions.SelectMany(version => (RegisterTable[])[new IpaRegisters(version), new GsiRegisters(version)]))
        {
            Register[] rows = table.All();
            foreach (FieldInfo member in table.GetType().GetFields())
            {
                switch (member.GetValue(table))
                {
                    case Register register:
                        Assert.AreEqual(member.Name.ToUpperInvariant(), register.Name.Replace("CH_C_", "CH", StringComparison.Ordinal).Replace("EV_CH_E_", "EV", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal));
                        CollectionAssert.Contains(rows, register);
                        break;
                    case Field field:
                        StringAssert.EndsWith(member.Name.ToUpperInvariant(), field.Name.Replace("_", "", StringComparison.Ordinal));
                        Assert.IsTrue(rows.Any(row => row.Find(field.Name) == field), $"{member.Name} is in no row");
                        break;
                }
            }
        }
    }

    private static void AssertAccess(Func<int, RegisterTable> table, string read, string write, string clear)
    {
        Register[] rows = [.. Versions.SelectMany(version => table(version).All())];

        Assert.AreEqual(read, Names(Access.Read));
        Assert.AreEqual(write, Names(Access.Write));
        Assert.AreEqual(clear, Names(Access.WriteOneToClear));

        string Names(Access access) => string.Join(' ', rows.Where(row => row.Access == access).Select(row => row.Name).Distinct().Order(StringComparer.Ordinal));
    }

    private static void AssertCounts(RegisterTable table, params (uint Stride, int Count)[] expected)
    {
        foreach (Register row in table.All())
        {
            Assert.AreEqual(row.Stride == 0 ? 1 : expected.Single(each => each.Stride == row.Stride).Count, row.Count, row.Name);
        }
    }
}
