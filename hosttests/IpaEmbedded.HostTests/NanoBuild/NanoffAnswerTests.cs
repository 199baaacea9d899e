using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>Numbers and words are those of nanoff 2.5 and 3.0, shortened; exit codes are their lowest eight bits, as Unix keeps them.</summary>
[TestClass]
public sealed class NanoffAnswerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestMethod]
    [DataRow("Error E9005: Can't find the target in Cloudsmith repository.", FlashOutcome.UnknownTarget)]
    [DataRow("Error E9015: Can't find the target in the firmware archive.", FlashOutcome.UnknownTarget)]
    [DataRow("Error E9007: Error downloading firmware file.", FlashOutcome.NotDownloaded)]
    [DataRow("Error E2000: Error connecting to nano device. (Couldn't connect to specified nano device.)", FlashOutcome.NoDevice)]
    [DataRow("Error E2002: Error executing operation with nano device. (Missing details from  to perform deployment operation.)", FlashOutcome.NoDevice)]
    [DataRow("Error E2002: Error executing operation with nano device. (Access to the port '/dev/ttyUSB0' is denied.)", FlashOutcome.PortRefused)]
    [DataRow("Error E4000: Error executing ESP32 serial command. (Access to the path '/dev/ttyUSB0' is denied.)", FlashOutcome.PortRefused)]
    [DataRow("Error E4000: Error executing ESP32 serial command. (Could not find file '/dev/ttyUSB9'.)", FlashOutcome.NoPort)]
    [DataRow("Can't connect to ESP32 bootloader. Try to put the board in bootloader manually.\n\nError E4000: Error executing ESP32 serial command. (Failed to connect to ESP32 bootloader)", FlashOutcome.NoDevice)]
    [DataRow("Error E4001: Unsupported flash size for ESP32 target.", FlashOutcome.WrongTarget)]
    [DataRow("Error E4003: Failed to write new firmware to ESP32. (timeout)", FlashOutcome.ToolFailed)]
    [DataRow("Error E5001: No JTAG device found. Make sure it's connected.", FlashOutcome.NoDevice)]
    [DataRow("Error E5000: Error executing STM32 Programmer CLI command.", FlashOutcome.ToolFailed)]
    [DataRow("Error E6000: Couldn't open serial device. Make sure the COM port exists.", FlashOutcome.PortRefused)]
    [DataRow("Error E6002: Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device.", FlashOutcome.PortRefused)]
    [DataRow("Error E7000: Unsupported device.", FlashOutcome.WrongTarget)]
    [DataRow("Error E9008: Couldn't find application file. Check the path.", FlashOutcome.WrongFile)]
    [DataRow("Deploying managed application...FAILED!", FlashOutcome.ToolFailed)]
    public void Each_error_of_nanoff_becomes_what_happened_to_the_board(string printed, FlashOutcome outcome)
    {
        NanoffAnswer answer = NanoffAnswer.Of(new ToolRun(112, ".NET nanoFramework Firmware Flasher v2.5.162\n" + printed + "\n", "", false), Minute);

        Assert.AreEqual(outcome, answer.Outcome, answer.Reason);
        Assert.AreNotEqual("", answer.Reason);
    }

    [TestMethod]
    public void An_error_that_it_prints_counts_even_with_exit_code_0()
    {
        Assert.AreEqual(FlashOutcome.NoDevice, NanoffAnswer.Of(new ToolRun(0, "Error E2000: Error connecting to nano device.\n", "", false), Minute).Outcome);
    }

    [TestMethod]
    public void An_exit_code_without_a_word_is_an_error_and_none_of_both_is_well()
    {
        Assert.AreEqual("nanoff ended with exit code 134 and no word of an error", NanoffAnswer.Of(new ToolRun(134, "Deploying...\n", "", false), Minute).Reason);
        Assert.AreEqual(FlashOutcome.Done, NanoffAnswer.Of(new ToolRun(0, "Deploying managed application...OK\nRebooting...OK\n", "", false), Minute).Outcome);
    }

    [TestMethod]
    public void A_list_of_targets_gives_the_names_without_their_versions()
    {
        IReadOnlyList<string> names = NanoffAnswer.Targets("Available targets:\n  ESP32_REV3\n    1.12.4.48\n    1.12.4.40\n  ESP32_PSRAM_REV3\n    1.12.4.48\n");

        CollectionAssert.AreEqual(new[] { "ESP32_PSRAM_REV3", "ESP32_REV3" }, names.ToArray());
    }
}
