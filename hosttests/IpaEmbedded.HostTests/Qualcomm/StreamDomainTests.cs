using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class StreamDomainTests
{
    private readonly StreamDomain _domain = new(0x720);

    [TestMethod]
    public void A_mapping_translates_until_it_is_taken_away()
    {
        _domain.Map(0x146bd000, 0x146bd000, 0x2000);
        _domain.Map(0x1000, 0x86008000, 0x3000);
        Assert.IsTrue(_domain.TryTranslate(0x2340, out var physical));
        Assert.AreEqual(0x86009340ul, physical);
        Assert.IsFalse(_domain.TryTranslate(0x4000, out _));

        _domain.Unmap(0x1000, 0x3000);
        Assert.IsFalse(_domain.TryTranslate(0x2340, out _));
        Assert.AreEqual(1, _domain.Count);
    }

    [TestMethod]
    [DataRow(0x146bd800ul, 0x1000ul, 0x1000ul, DisplayName = "I/O address inside a page")]
    [DataRow(0x1000ul, 0x1234ul, 0x1000ul, DisplayName = "physical address inside a page")]
    [DataRow(0x1000ul, 0x1000ul, 0x800ul, DisplayName = "part of a page")]
    [DataRow(0x1000ul, 0x1000ul, 0ul, DisplayName = "nothing")]
    [DataRow(0xfffffffffffff000ul, 0x1000ul, 0x2000ul, DisplayName = "wraps")]
    [DataRow(0x5000ul, 0x1000ul, 0x2000ul, DisplayName = "overlaps the end")]
    [DataRow(0x7000ul, 0x1000ul, 0x1000ul, DisplayName = "overlaps the inside")]
    [DataRow(0x1000ul, 0x1000ul, 0x10000ul, DisplayName = "overlaps all")]
    public void A_mapping_that_cannot_be_is_refused(ulong ioAddress, ulong physicalAddress, ulong size)
    {
        _domain.Map(0x6000, 0x6000, 0x4000);
        Assert.ThrowsExactly<HardwareException>(() => _domain.Map(ioAddress, physicalAddress, size));
        Assert.AreEqual(1, _domain.Count);
    }

    [TestMethod]
    public void Only_a_whole_mapping_is_taken_away()
    {
        _domain.Map(0x6000, 0x6000, 0x4000);
        Assert.AreEqual(
            "stream 0x720: cannot unmap 0x1000 bytes at 0x6000: there is no such mapping",
            Assert.ThrowsExactly<HardwareException>(() => _domain.Unmap(0x6000, 0x1000)).Message);
    }

    [TestMethod]
    public void A_refusal_says_what_is_in_the_way()
    {
        for (ulong i = 0; i < 63; i++) { _domain.Map(0x10000 + i * 0x1000, 0x10000, 0x1000); }
        Assert.AreEqual("stream 0x720: cannot map 0x2000 bytes at 0xF000: overlaps the mapping at 0x10000", Refusal(() => _domain.Map(0xf000, 0x1000, 0x2000)));
        Assert.AreEqual("stream 0x720: cannot map 0x800 bytes at 0x1000: addresses and size are whole pages of 4 KiB, and do not wrap", Refusal(() => _domain.Map(0x1000, 0x1000, 0x800)));
        _domain.Map(0x1000, 0x1000, 0x1000);

        Assert.AreEqual("stream 0x720: cannot map 0x1000 bytes at 0x2000: there are 64 mappings already", Refusal(() => _domain.Map(0x2000, 0x1000, 0x1000)));
    }

    [TestMethod]
    public void A_provider_has_64_domains_and_counts_their_mappings()
    {
        var provider = new IommuProvider();
        for (uint stream = 0; stream < 64; stream++) { provider.Open(stream).Map(0x1000, 0x1000, 0x1000); }
        Assert.AreSame(provider.Open(7), provider.Open(7));

        Assert.AreEqual(64, provider.MappingCount);
        Assert.AreEqual("stream 0x40: there are 64 domains already", Refusal(() => provider.Open(64)));
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<HardwareException>(action).Message;
}
