using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Smem;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What the IPA may reach outside of itself: its IMEM, and every page that its SMEM item touches.</summary>
[TestClass]
public sealed class SystemMappingTests
{
    private const int Size = 0x2000;

    [TestMethod]
    [DataRow(0x86008000ul, "0x86008000 0x2000")]
    [DataRow(0x86008001ul, "0x86008000 0x3000")]
    [DataRow(0x86008340ul, "0x86008000 0x3000")]
    [DataRow(0x86008ffful, "0x86008000 0x3000")]
    [DataRow(0x86009000ul, "0x86009000 0x2000")]
    public void Every_page_that_the_item_touches_is_mapped_and_no_other(ulong address, string pages)
    {
        var iommu = new Mapped();
        SystemMappings mappings = Over(iommu, new OneItem(address, Size));
        mappings.Map();
        mappings.Unmap();

        CollectionAssert.AreEqual(new[] { "+ 0x146bd000 0x2000", "+ " + pages, "- " + pages, "- 0x146bd000 0x2000" }, iommu.Log);
    }

    [TestMethod]
    public void An_item_of_another_size_is_refused_and_nothing_stays_mapped()
    {
        var iommu = new Mapped();
        var refusal = Assert.ThrowsExactly<IpaException>(Over(iommu, new OneItem(0x86008000, 0x1000)).Map);

        Assert.AreEqual((IpaError.Unsupported, "SMEM item 497 has 4096 bytes, expected 8192"), (refusal.Error, refusal.Message));
        CollectionAssert.AreEqual(new[] { "+ 0x146bd000 0x2000", "- 0x146bd000 0x2000" }, iommu.Log);
    }

    private static SystemMappings Over(IommuDomain iommu, SharedMemoryItems items) => new(IpaVersions.ForCompatible("qcom,sdm845-ipa"), iommu, items);

    private sealed class Mapped : IommuDomain
    {
        public List<string> Log { get; } = [];

        public override void Map(ulong ioAddress, ulong physicalAddress, ulong size)
        {
            Assert.AreEqual(ioAddress, physicalAddress);
            Log.Add($"+ 0x{ioAddress:x} 0x{size:x}");
        }

        public override void Unmap(ulong ioAddress, ulong size) => Log.Add($"- 0x{ioAddress:x} 0x{size:x}");
    }

    private sealed class OneItem(ulong address, int size) : SharedMemoryItems
    {
        public override bool Allocate(int host, int item, int bytes) => true;

        public override ulong Find(int host, int item, out int bytes)
        {
            Assert.AreEqual((ModemHost, 497), (host, item));
            bytes = size;
            return address;
        }
    }
}
