namespace IpaEmbedded.NanoBuild;

/// <summary>The rooms of the target side, each after those that it refers to.</summary>
public static class RoomTable
{
    /// <summary>The room of the native surface, which the firmware implements.</summary>
    public const string Native = "IpaEmbedded.Boards.Native";

    /// <summary>The application that boots the IPA.</summary>
    public const string Application = "IpaEmbedded.Boards.Nano";

    private const string Runtime = "IpaEmbedded.Runtime";
    private const string Devices = "IpaEmbedded.Devices";
    private const string SimulatedDevices = "IpaEmbedded.SimulatedDevices";
    private const string Qualcomm = "IpaEmbedded.Qualcomm";
    private const string Registers = "IpaEmbedded.Ipa.Registers";
    private const string Ipa = "IpaEmbedded.Ipa";
    private const string Fake = "IpaEmbedded.Fake";
    private const string SimulatedBoard = "IpaEmbedded.SimulatedBoard";
    private const string Pins = "IpaEmbedded.Boards.Nano.Pins";
    private const string Controllers = "IpaEmbedded.Boards.Nano.Controllers";
    private const string Esp32 = "IpaEmbedded.Boards.Nano.Esp32";

    private const string Events = "nanoFramework.Runtime.Events";
    private const string RuntimeNative = "nanoFramework.Runtime.Native";
    private const string Gpio = "System.Device.Gpio";

    /// <summary>Every room once, in the order of compilation; where variants differ, as the simulated one has it.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        .. Of(FirmwareVariant.IpaHardware).Where(room => room.IsNative),
        .. Of(FirmwareVariant.Application),
        .. Of(FirmwareVariant.IpaSimulated).Where(room => room.IsApplication),
    ];

    /// <summary>The rooms that a variant is made of, in the order of compilation.</summary>
    public static IReadOnlyList<Room> Of(FirmwareVariant variant)
    {
        Room native = new(Native, ["boards/nano/Native"], [], []) { IsNative = true };
        Room runtime = Of(Runtime, ["IpaEmbedded.Runtime/**"], [], []);
        Room qualcomm = Of(Qualcomm, ["IpaEmbedded.Qualcomm/**"], [Runtime], []);
        Room registers = Of(Registers, ["IpaEmbedded.Ipa.Registers/**"], [Runtime], []);
        Room ipa = Of(Ipa, ["IpaEmbedded.Ipa/**"], [Runtime, Qualcomm, Registers], []);
        Room fake = Of(Fake, ["IpaEmbedded.Fake/**"], [Runtime, Qualcomm, Registers], []);
        Room simulated = Of(SimulatedBoard, ["IpaEmbedded.SimulatedBoard/**"], [Runtime, Qualcomm, Registers, Ipa, Fake], []);
        Room devices = Of(Devices, ["IpaEmbedded.Devices/**"], [Runtime], []);
        Room simulatedDevices = Of(SimulatedDevices, ["IpaEmbedded.SimulatedDevices/**"], [Runtime], []);
        Room pins = Of(Pins, ["boards/nano/Pins"], [Runtime], [Events, RuntimeNative, Gpio]);
        Room controllers = Of(Controllers, ["boards/nano/Controllers/**", "!boards/nano/Controllers/Esp32/**"], [Runtime, Pins],
            [Events, RuntimeNative, Gpio, "System.Device.Adc", "System.Device.I2c", "System.Device.Pwm", "System.Device.Spi"]);
        Room esp32 = Of(Esp32, ["boards/nano/Controllers/Esp32/**"], [Runtime, Pins, Controllers],
            [Events, RuntimeNative, Gpio, "System.Device.Adc", "System.Device.I2c", "System.Device.Pwm", "System.Device.Spi", "nanoFramework.Hardware.Esp32"]);
        return variant switch
        {
            FirmwareVariant.IpaSimulated =>
            [
                runtime, qualcomm, registers, ipa, fake, simulated, pins,
                new(Application, ["boards/nano", "boards/nano/Properties", "boards/nano/Simulated"], [Runtime, Qualcomm, Registers, Ipa, Fake, SimulatedBoard, Pins], [Events, RuntimeNative, Gpio]) { IsApplication = true },
            ],
            // The memory of real hardware is reached through native code, which Runtime then refers to.
            FirmwareVariant.IpaHardware =>
            [
                native,
                runtime with { Sources = [.. runtime.Sources, "!IpaEmbedded.Runtime/Hal/DmaMemory.Nano.cs", "boards/nano/Hardware/DmaMemory.Hardware.cs"], References = [Native] },
                qualcomm with { References = [Native, .. qualcomm.References] },
                registers with { References = [Native, .. registers.References] },
                ipa with { References = [Native, .. ipa.References] },
                pins with { References = [Native, .. pins.References] },
                new(Application, ["boards/nano", "boards/nano/Properties", "boards/nano/Hardware", "!boards/nano/Hardware/DmaMemory.Hardware.cs"], [Native, Runtime, Qualcomm, Registers, Ipa, Pins], [Events, RuntimeNative, Gpio]) { IsApplication = true },
            ],
            _ => [runtime, devices, simulatedDevices, qualcomm, registers, ipa, fake, simulated, pins, controllers, esp32],
        };
    }

    /// <summary>Folder of a room's project for nanoFramework's own build, below the folder <c>firmware</c>; the projects of the native surface and of the application lie beside their sources.</summary>
    public static string ProjectFolder(string room) => room switch
    {
        Native => "boards/nano/Native",
        Application => "boards/nano",
        _ => "boards/nano/Projects/" + room["IpaEmbedded.".Length..],
    };

    /// <summary>Name of the board whose tree a variant of the IPA has if nobody names another: the one that needs least memory, and the one that the hardware has.</summary>
    public static string BoardOf(FirmwareVariant variant) => variant == FirmwareVariant.IpaHardware ? "sdm845-modem-init" : "nano-simulated-small";

    private static Room Of(string name, string[] sources, IReadOnlyList<string> references, IReadOnlyList<string> libraries) =>
        new(name, [.. sources, ProjectFolder(name) + "/Properties"], references, libraries);
}
