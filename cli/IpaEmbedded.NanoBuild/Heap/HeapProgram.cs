namespace IpaEmbedded.NanoBuild;

/// <summary>
/// The program that runs the application of a tree and adds up what it keeps alive, in blocks of 12 bytes as nanoFramework's interpreter has them on 32 bits: an object is a
/// block and one more per field; an array of numbers is a block and its bytes; of references a block and one more per element; a string of the code is a block, since its text
/// stays in flash, any other has its bytes too; a delegate is three, a boxed number two, a static field one. Pins are those of a board that has none.
/// </summary>
public static class HeapProgram
{
    /// <summary>What the line with the result begins with; then come bytes and number of objects.</summary>
    public const string Marker = "HEAP";

    /// <summary>Source of nanoFramework's pins as a virtual device has them: each one refuses.</summary>
    public const string Pins = """
        namespace System.Device.Gpio
        {
            public enum PinMode { Input, InputPullDown, InputPullUp, Output, OutputOpenDrain, OutputOpenDrainPullUp, OutputOpenSource, OutputOpenSourcePullDown }
            public enum PinEventTypes { None, Rising, Falling }
            public class PinValueChangedEventArgs { public PinEventTypes ChangeType => PinEventTypes.None; }
            public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
            public struct PinValue
            {
                public static PinValue High => default;
                public static PinValue Low => default;
                public static bool operator ==(PinValue a, PinValue b) => true;
                public static bool operator !=(PinValue a, PinValue b) => false;
                public override bool Equals(object other) => false;
                public override int GetHashCode() => 0;
            }
            public class GpioPin
            {
                public event PinValueChangedEventHandler ValueChanged;
                public int PinNumber => 0;
                public bool IsPinModeSupported(PinMode mode) => ValueChanged == null;
                public void SetPinMode(PinMode mode) { }
                public PinValue Read() => default;
                public void Write(PinValue value) { }
            }
            public class GpioController { public GpioPin OpenPin(int pin) => throw new NotImplementedException("pins of the virtual device"); }
        }
        """;

    /// <summary>Its source, without the pins.</summary>
    public const string Text = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Reflection;
        using System.Text;

        namespace Heap
        {
            internal static class Entry
            {
                private const int Block = 12;
                private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                private static readonly HashSet<object> Seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                private static readonly Stack<object> Waiting = new Stack<object>();

                private static void Keep(object value)
                {
                    if (value != null && Seen.Add(value)) { Waiting.Push(value); }
                }

                public static void Main(string[] arguments)
                {
                    var board = new IpaEmbedded.Boards.Nano.Board(File.ReadAllBytes(arguments[0]));
                    board.Run();
                    long bytes = 0;
                    Keep(board);
                    foreach (Type type in typeof(Entry).Assembly.GetTypes())
                    {
                        if (type.Namespace == null || !type.Namespace.StartsWith("IpaEmbedded")) { continue; }
                        foreach (FieldInfo field in type.GetFields(BindingFlags.Static | Declared))
                        {
                            if (field.IsLiteral) { continue; }
                            bytes += Block;
                            if (!IsNumber(field.FieldType)) { Keep(field.GetValue(null)); }
                        }
                    }
                    while (Waiting.Count > 0) { bytes += SizeOf(Waiting.Pop()); }
                    Console.WriteLine("HEAP " + bytes + " " + Seen.Count);
                }

                private static bool IsNumber(Type type) => type.IsPrimitive || type.IsEnum;

                private static long SizeOf(object value)
                {
                    if (value is string text) { return string.IsInterned(text) != null ? Block : Rounded(Encoding.UTF8.GetByteCount(text) + 1); }
                    if (value is Array array)
                    {
                        Type element = array.GetType().GetElementType();
                        if (IsNumber(element)) { return Rounded(array.LongLength * BytesOf(element)); }
                        foreach (object each in array) { Keep(each); }
                        return Block + array.LongLength * Block;
                    }
                    if (value is Delegate handler)
                    {
                        Keep(handler.Target);
                        return 3 * Block;
                    }
                    Type own = value.GetType();
                    if (value is MemberInfo) { return Block; }
                    if (IsNumber(own)) { return 2 * Block; }
                    long size = Block;
                    for (Type type = own; type != typeof(object); type = type.BaseType)
                    {
                        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | Declared))
                        {
                            size += Block;
                            if (!IsNumber(field.FieldType) && !field.FieldType.IsPointer) { Keep(field.GetValue(value)); }
                        }
                    }
                    return size;
                }

                private static long Rounded(long bytes) => Block + (bytes + Block - 1) / Block * Block;

                private static int BytesOf(Type type)
                {
                    switch (Type.GetTypeCode(type))
                    {
                        case TypeCode.Boolean: case TypeCode.Byte: case TypeCode.SByte: return 1;
                        case TypeCode.Char: case TypeCode.Int16: case TypeCode.UInt16: return 2;
                        case TypeCode.Int32: case TypeCode.UInt32: case TypeCode.Single: return 4;
                        default: return 8;
                    }
                }
            }
        }
        """;
}
