namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class GpioInterruptTests
{
    private static TestPlatform Board(TestPins pins, string specifier, List<string> told) => new TestPlatform($$"""
        / {
            d { compatible = "t,d"; interrupts-extended = <&pins {{specifier}}>; };
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; interrupt-controller; #interrupt-cells = <2>; };
        };
        """)
        .With("t,d", device =>
        {
            var interrupt = device.Interrupt(0);
            interrupt.Request(() =>
            {
                told.Add(pins.Levels[3] ? "high" : "low");
                pins.Drive(4, !pins.Levels[4]);
                if (interrupt.Line.IsPending)
                {
                    // What a chip does when its status is read.
                    pins.Drive(3, !pins.Levels[3]);
                }
            });
        })
        .With("t,pins", device => device.Provide(pins));

    [TestMethod]
    [DataRow("3 1", "high,high")]
    [DataRow("3 2", "low,low")]
    [DataRow("3 3", "high,low,high,low")]
    [DataRow("3 4", "high,high")]
    public void A_pin_interrupts_as_its_trigger_says(string specifier, string expected)
    {
        var pins = new TestPins { HasEdges = true };
        var told = new List<string>();
        var test = Board(pins, specifier, told).Probe();
        Assert.AreEqual("", test.Reason("/d"));

        for (int i = 0; i < 2; i++)
        {
            pins.Drive(3, true);
            test.Loop.RunPending();
            pins.Drive(3, false);
            test.Loop.RunPending();
        }

        Assert.AreEqual(expected, string.Join(",", told));
    }

    [TestMethod]
    public void A_level_that_is_there_before_anybody_asks_is_pending()
    {
        var pins = new TestPins { HasEdges = true };
        var told = new List<string>();
        var test = Board(pins, "3 8", told).Probe();

        test.Loop.RunPending();

        Assert.AreEqual("low", string.Join(",", told));
    }

    [TestMethod]
    [DataRow("3 0", true, "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3 0>")]
    [DataRow("3 12", true, "/d: interrupts-extended: expected an interrupt of /pins in entry 0, found <3 12>")]
    [DataRow("32 1", true, "/d: interrupts-extended: expected a pin below 32, found 32")]
    [DataRow("3 1", false, "/d: interrupts-extended: expected a pin that reports edges, found one of /pins, which has none")]
    public void A_pin_that_cannot_interrupt_is_explained_and_held_by_nobody(string specifier, bool edges, string reason)
    {
        var pins = new TestPins { HasEdges = edges };

        Assert.AreEqual(reason, Board(pins, specifier, []).Probe().Reason("/d"));
        Assert.IsNull(pins.LineOf(3));
    }

    [TestMethod]
    public void The_pin_is_its_consumers_and_goes_back_with_it()
    {
        var pins = new TestPins { HasEdges = true };
        var test = Board(pins, "3 1", []).Probe();
        Assert.AreEqual("/d", pins.LineOf(3).Consumer);

        test.Platform.Remove(test.Device("/d"));

        Assert.IsNull(pins.LineOf(3));
        Assert.IsFalse(pins.IsWatched(3));
    }
}
