using System.Text.Json;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.Cli.Desk;

/// <summary>A board without an IPA as members of a JSON object.</summary>
internal static class DeskJson
{
    public static void Write(Utf8JsonWriter json, DeskSnapshot now, BoardSimulation? simulation)
    {
        json.WriteStartArray("devices");
        foreach (RunDevice device in now.Devices)
        {
            json.WriteStartObject();
            json.WriteString("node", device.NodePath);
            json.WriteString("driver", device.Driver);
            json.WriteString("state", device.State);
            json.WriteString("reason", device.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteLights(json, "leds", "on", now.Leds);
        WriteLights(json, "keys", "pressed", now.Keys);
        json.WriteStartArray("values");
        foreach (DeskReading value in now.Values)
        {
            json.WriteStartObject();
            json.WriteString("node", value.NodePath);
            json.WriteString("name", value.Name);
            if (value.Number is { } number)
            {
                json.WriteNumber("value", number);
            }
            json.WriteString("unit", value.Unit);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notSimulated");
        for (int i = 0; i < simulation?.UnknownChipCount; i++)
        {
            json.WriteStringValue(simulation.UnknownChipAt(i).Path);
        }
        json.WriteEndArray();
    }

    public static void WriteEvents(Utf8JsonWriter json, IEnumerable<DeskEvent> events)
    {
        json.WriteStartArray("events");
        foreach (DeskEvent each in events)
        {
            json.WriteStartObject();
            json.WriteNumber("microseconds", each.Microseconds);
            json.WriteString("event", each.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLights(Utf8JsonWriter json, string array, string state, IEnumerable<DeskLight> lights)
    {
        json.WriteStartArray(array);
        foreach (DeskLight light in lights)
        {
            json.WriteStartObject();
            json.WriteString("node", light.NodePath);
            json.WriteString("name", light.Name);
            json.WriteBoolean(state, light.IsOn);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
