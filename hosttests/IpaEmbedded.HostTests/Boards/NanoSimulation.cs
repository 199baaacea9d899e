using System.Reflection;
using System.Runtime.Loader;
using IpaEmbedded.HostTests.House;
using IpaEmbedded.HostTests.House.NanoSubset;
using Microsoft.CodeAnalysis;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// The nanoFramework application's simulated variant, compiled for this runtime from the very sources that its project lists, memory of managed
/// arrays included. Only its pins are a stand-in, which fail as they do on the virtual device.
/// </summary>
internal static class NanoSimulation
{
    private const string Pins = """
        namespace System.Device.Gpio
        {
            public enum PinMode { Input, Output }
            public struct PinValue
            {
                public static PinValue High => default;
                public static PinValue Low => default;
                public static bool operator ==(PinValue a, PinValue b) => true;
                public static bool operator !=(PinValue a, PinValue b) => false;
                public override bool Equals(object other) => false;
                public override int GetHashCode() => 0;
            }
            public class GpioPin { public void SetPinMode(PinMode mode) { } public PinValue Read() => default; public void Write(PinValue value) { } }
            public class GpioController { public GpioPin OpenPin(int pin) => throw new NotImplementedException("pins of the virtual device"); }
        }
        """;

    private static readonly Lazy<Assembly> Loaded = new(Load);

    /// <summary>Runs the application and returns the lines of its console.</summary>
    public static string[] RunProgram() => Console(() => Loaded.Value.EntryPoint!.Invoke(null, []));

    /// <summary>Runs the board without the program around it, and returns it.</summary>
    public static object RunBoard()
    {
        Type type = Loaded.Value.GetType("IpaEmbedded.Boards.Nano.Board", throwOnError: true)!;
        object board = Activator.CreateInstance(type)!;
        Console(() => type.GetMethod("Run")!.Invoke(board, []));
        return board;
    }

    private static string[] Console(Action action)
    {
        TextWriter before = System.Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        System.Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            System.Console.SetOut(before);
        }

        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static Assembly Load()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = new[] { "System.Runtime.dll", "System.Private.CoreLib.dll", "System.Console.dll", "System.Collections.NonGeneric.dll", "System.Collections.dll", "System.Runtime.Extensions.dll" }
            .Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name)));
        var sources = NanoBoardProject.Sources("simulated").Select(path => (path, File.ReadAllText(RepositoryRoot.PathOf(path)))).Append(("Pins.cs", Pins));
        var (image, errors) = NanoFacade.Compile("IpaEmbedded.Boards.Nano", sources, references, isApplication: true);
        Assert.IsNotNull(image, string.Join('\n', errors.Take(20)));
        return new AssemblyLoadContext("nano", isCollectible: false).LoadFromStream(new MemoryStream(image));
    }
}
