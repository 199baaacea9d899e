using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Time;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Edges of a chip's pins from the beginning of a watch to its end.</summary>
[TestClass]
public sealed class GpioChipTests : IDisposable
{
    private const int Pin = 5;

    private readonly GpioChipFile _kernel = new();
    private readonly BoardTime _time = new();
    private readonly List<string> _heard = [];

    public void Dispose() => _kernel.Dispose();

    [TestMethod]
    public void A_pin_that_nobody_watches_any_more_is_an_input_whose_edges_the_kernel_does_not_keep()
    {
        using var chip = new GpioChip(_kernel.DeviceFile, _time, null, _kernel.Control);
        Assert.IsTrue(chip.Watch(Pin, high => _heard.Add($"{high}")));
        _kernel.Edge(Pin, true);
        _time.WaitUntil(_time.Now);
        Assert.AreEqual("True", string.Join(", ", _heard));

        chip.Watch(Pin, null);
        _kernel.Edge(Pin, false);
        _kernel.Edge(Pin, true);

        Assert.IsFalse(_kernel.HasEdges(Pin));
        Assert.IsTrue(chip.Read(Pin));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Edges_of_before_a_watch_are_not_told_to_it(bool endsFirst)
    {
        using var chip = new GpioChip(_kernel.DeviceFile, _time, null, _kernel.Control);
        chip.Watch(Pin, high => _heard.Add($"first {high}"));
        for (var i = 0; i < 20; i++)
        {
            _kernel.Edge(Pin, i % 2 == 0);
        }

        if (endsFirst)
        {
            chip.Watch(Pin, null);
        }

        Assert.IsTrue(chip.Watch(Pin, high => _heard.Add($"second {high}")));
        _kernel.Edge(Pin, true);
        _time.WaitUntil(_time.Now);
        _time.WaitUntil(_time.Now);

        Assert.AreEqual("second True", string.Join(", ", _heard));
    }

    [TestMethod]
    public void A_watch_of_a_chip_that_has_gone_ends_without_an_exception()
    {
        using var chip = new GpioChip(_kernel.DeviceFile, _time, null, _kernel.Control);
        chip.Watch(Pin, high => _heard.Add($"{high}"));
        _kernel.IsGone = true;

        chip.Watch(Pin, null);
        chip.Free(Pin);

        Assert.IsEmpty(_heard);
    }
}
